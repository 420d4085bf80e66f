import { Code, Text } from '@mantine/core';
import { useAppearanceStore } from '../../app/appearance.js';
import { PALETTES } from '../../design/palette.js';
import classes from './design.module.css';
import { Section } from './section.js';

/** The palette of the appearance, group by group, by the names that code uses. */
export function ColourSection() {
  const palette = PALETTES[useAppearanceStore((store) => store.appearance)];
  return (
    <Section id="colours" title="design.colours">
      {Object.entries<Readonly<Record<string, string>>>({ ...palette }).map(([group, colours]) => (
        <div key={group} className={classes.group}>
          <Text fw={600} size="sm" component="h3">
            <Code>{group}</Code>
          </Text>
          <ul className={classes.swatches}>
            {Object.entries(colours).map(([name, colour]) => (
              <li key={name}>
                <span className={classes.colour} style={{ background: colour }} />
                <span>
                  {name}
                  <br />
                  {colour}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
