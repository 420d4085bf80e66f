// One page to look through: every picture, grouped by page and state, with what was found wrong in it.
const escaped = (text) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

const figure = ({ file, width, locale, appearance, problems }) => `<figure>
<a href="${file}"><img loading="lazy" src="${file}" alt=""></a>
<figcaption>${width} · ${locale} · ${appearance}${
  problems.length === 0 ? '' : `<ul>${problems.map((text) => `<li>${escaped(text)}</li>`).join('')}</ul>`
}</figcaption></figure>`;

/** @param taken every picture: its file, what it shows, its problems */
export const contactSheet = (taken) => {
  const groups = groupBy(taken, title);
  const parts = [...groups].map(
    ([name, shots]) => `<h2 id="${name}">${name}</h2><section>${shots.map(figure).join('')}</section>`,
  );
  return `<!doctype html><meta charset="utf-8"><title>Izdeu: pictures of every page</title>
<style>body{font:14px sans-serif;margin:16px}section{display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start}
figure{margin:0;width:300px}img{width:100%;border:1px solid #999}li{color:#a00}</style>
<h1>${taken.length} pictures, ${taken.filter(({ problems }) => problems.length > 0).length} with problems</h1>
${parts.join('\n')}`;
};

const title = ({ page, state }) => `${page} ${state}`;
const groupBy = (items, keyOf) => {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
