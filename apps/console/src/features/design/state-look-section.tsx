import { Table } from '@mantine/core';
import { ASSIGNMENT_STATES } from '@izdeu/contracts';
import { useAppearanceStore } from '../../app/appearance.js';
import { AssignmentStateBadge, SectorStateBadge } from '../../components/state-badge.js';
import { Swatch } from '../../components/swatch.js';
import { seenWith, VISIONS } from '../../design/colour-vision.js';
import { PALETTES, SECTOR_STATES } from '../../design/palette.js';
import { SECTOR_PATTERNS } from '../../design/state-look.js';
import { useT } from '../../i18n/use-t.js';
import classes from './design.module.css';
import { Section } from './section.js';

/** States of sectors and tasks, and how eyes that see fewer colours see them. */
export function StateLookSection() {
  const t = useT();
  const { sector } = PALETTES[useAppearanceStore((store) => store.appearance)];
  return (
    <Section id="states" title="design.states">
      <div className={classes.wide} role="region" aria-label={t('design.states')} tabIndex={0}>
        <Table aria-label={t('design.states')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('map.legend')}</Table.Th>
              {VISIONS.map((vision) => (
                <Table.Th key={vision} scope="col">
                  {t(`design.vision.${vision}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {SECTOR_STATES.map((state) => (
              <Table.Tr key={state}>
                <Table.Th scope="row">
                  <SectorStateBadge state={state} />
                </Table.Th>
                {VISIONS.map((vision) => (
                  <Table.Td key={vision}>
                    <Swatch colour={seenWith(sector[state], vision)} pattern={SECTOR_PATTERNS[state]} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <ul className={classes.badges}>
        {ASSIGNMENT_STATES.map((state) => (
          <li key={state}>
            <AssignmentStateBadge state={state} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
