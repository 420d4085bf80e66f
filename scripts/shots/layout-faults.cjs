// What a person with a narrow screen or a long language would stumble over, found inside the page itself. Runs in the
// browser: it may use nothing from outside its own body.

/**
 * Faults of the layout as it stands: `wide` (the page scrolls sideways), `clipped` (text cut off by a box that does
 * not scroll), `spills` (text out of its control, or off the screen), `covered` (a control under something else).
 * @returns {string[]}
 */
const layoutFaults = () => {
  const SLACK = 1.5;
  const faults = [];
  const root = document.documentElement;
  const width = root.clientWidth;
  const name = (element, text) =>
    `<${element.tagName.toLowerCase()}> "${text.trim().replace(/\s+/g, ' ').slice(0, 60)}"`;
  const report = (kind, element, text, by) =>
    faults.push(`${kind} ${name(element, text)}${by === undefined ? '' : ` by ${Math.round(by)} px`}`);

  if (root.scrollWidth > width) faults.push(`wide by ${root.scrollWidth - width} px`);

  // Only for screen readers, or hidden from everybody.
  const isUnseen = (element) => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return true;
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const style = window.getComputedStyle(box);
      if (style.clipPath !== 'none' || style.clip !== 'auto') return true;
      const { width: w, height: h } = box.getBoundingClientRect();
      if (style.overflow === 'hidden' && (w <= 2 || h <= 2)) return true;
    }
    return false;
  };
  const cuts = (value) => value === 'hidden' || value === 'clip';
  const scrolls = (value) => value === 'auto' || value === 'scroll';

  const checkText = (element, text, rect) => {
    let sideways = true;
    let upright = true;
    const control = element.closest('button, a, label, [role="tab"], [role="option"], th, td');
    for (let box = element; box && box !== root; box = box.parentElement) {
      const style = window.getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (style.display === 'inline') continue;
      if (sideways && cuts(style.overflowX)) {
        const over = Math.max(rect.right - edge.right, edge.left - rect.left);
        if (over > SLACK) return report('clipped', element, text, over);
      }
      if (upright && cuts(style.overflowY)) {
        const over = Math.max(rect.bottom - edge.bottom, edge.top - rect.top);
        if (over > 4) return report('clipped', element, text, over);
      }
      if (scrolls(style.overflowX)) sideways = false;
      if (scrolls(style.overflowY)) upright = false;
      if (box === control && sideways) {
        const over = Math.max(rect.right - edge.right, edge.left - rect.left);
        if (over > SLACK) return report('spills', element, text, over);
      }
      if (style.position === 'fixed') break;
    }
    if (sideways && (rect.right > width + SLACK || rect.left < -SLACK)) report('spills', element, text);
  };

  const walker = document.createTreeWalker(document.body, window.NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent ?? '';
    if (text.trim() === '' || !element || element.closest('svg, option, script, style, .skip-link')) continue;
    if (isUnseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects())
      // Parked far outside: some libraries measure text there.
      if (rect.width > 0 && rect.right > -5_000 && rect.bottom > -5_000) {
        const before = faults.length;
        checkText(element, text, rect);
        if (faults.length > before) break;
      }
  }

  // A closed list shows one option; no rectangle tells how wide its text is.
  const pen = document.createElement('canvas').getContext('2d');
  for (const select of document.querySelectorAll('select')) {
    if (!pen || isUnseen(select)) continue;
    const style = window.getComputedStyle(select);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text = select.selectedOptions[0]?.textContent ?? '';
    const arrow = style.appearance === 'none' ? 0 : 18;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
    const over = pen.measureText(text).width - room;
    if (over > SLACK) report('clipped', select, text, over);
  }

  const stuck = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement)
      if (window.getComputedStyle(box).position === 'sticky') return box;
    return null;
  };
  const scrolledInto = (element) => {
    for (let box = element.parentElement; box && box !== root; box = box.parentElement)
      if (scrolls(window.getComputedStyle(box).overflowX)) return true;
    return false;
  };
  const dialog = document.querySelector('[role="dialog"], [popover]:popover-open');
  for (const control of (dialog ?? document.body).querySelectorAll('button, a[href], input, select')) {
    if (isUnseen(control) || control.matches('.skip-link, [disabled]')) continue;
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (x > width && !scrolledInto(control)) {
      report('off the screen', control, control.getAttribute('aria-label') ?? control.textContent ?? '');
      continue;
    }
    const hit = document.elementFromPoint(x, y);
    if (!hit || hit.contains(control) || control.contains(hit) || hit.closest('label')?.control === control)
      continue;
    // What is opened over a page can be closed again, and a bar that sticks to an edge scrolls past.
    const over = hit.closest('aside, [role="dialog"]') ?? stuck(hit);
    if (over && !over.contains(control)) continue;
    // Scrolled out of its box is not covered: it comes into view.
    let box = control.parentElement;
    while (box && box !== document.body) {
      const edge = box.getBoundingClientRect();
      if (x < edge.left || x > edge.right || y < edge.top || y > edge.bottom) break;
      box = box.parentElement;
    }
    if (box !== document.body) continue;
    report('covered', control, control.getAttribute('aria-label') ?? control.textContent ?? '');
  }
  return [...new Set(faults)];
};

module.exports = { layoutFaults };
