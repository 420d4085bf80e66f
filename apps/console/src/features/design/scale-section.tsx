import { Code } from '@mantine/core';
import { ELEVATION, MOTION, RADIUS, SPACE, TARGET, TYPE } from '../../design/scales.js';
import { useT } from '../../i18n/use-t.js';
import classes from './design.module.css';
import { Section } from './section.js';

/** Sizes of text, distances, corners, targets, shadows and durations. */
export function ScaleSection() {
  const t = useT();
  return (
    <Section id="scales" title="design.scales">
      {Object.entries(TYPE.size).map(([name, size]) => (
        <div key={name} className={classes.line}>
          <Code>{`type.${name} ${size}px`}</Code>
          <span style={{ fontSize: size, lineHeight: 1.3 }}>{t('app.tagline')}</span>
        </div>
      ))}
      {Object.entries({ ...prefixed('space', SPACE), ...prefixed('target', TARGET) }).map(([name, size]) => (
        <div key={name} className={classes.line}>
          <Code>{`${name} ${size}px`}</Code>
          <span className={classes.bar} style={{ width: size }} />
        </div>
      ))}
      <ul className={classes.swatches}>
        {Object.entries(ELEVATION).map(([name, shadow]) => (
          <li key={name}>
            <span className={classes.box} style={{ boxShadow: shadow }} />
            <Code>{`elevation.${name}`}</Code>
          </li>
        ))}
        {Object.entries(RADIUS).map(([name, radius]) => (
          <li key={name}>
            <span className={classes.box} style={{ borderRadius: radius }} />
            <Code>{`radius.${name} ${radius}px`}</Code>
          </li>
        ))}
        {Object.entries(MOTION).map(([name, duration]) => (
          <li key={name}>
            <Code>{`motion.${name} ${duration}ms`}</Code>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const prefixed = (prefix: string, sizes: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [`${prefix}.${name}`, size]));
