import { MapSymbolIcon } from '../../components/map-symbol-icon.js';
import { MAP_SYMBOL_NAMES } from '../../design/map-symbols.js';
import { useT } from '../../i18n/use-t.js';
import classes from './design.module.css';
import { Section } from './section.js';

/** Our signs of the map with their words. */
export function SymbolSection() {
  const t = useT();
  return (
    <Section id="symbols" title="design.symbols">
      <ul className={classes.badges}>
        {MAP_SYMBOL_NAMES.map((name) => (
          <li key={name} className={classes.symbol}>
            <MapSymbolIcon name={name} size={28} />
            {t(`map.symbol.${name}`)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
