import { Anchor, Tabs, Text, TextInput } from '@mantine/core';
import { normaliseLabel } from '@izdeu/domain';
import { useState } from 'react';
import { Link } from 'react-router';
import { useT } from '../../../i18n/use-t.js';
import classes from '../board.module.css';
import { useBoardStore } from '../tools/board-store.js';
import { Rail } from '../tools/rail.js';
import { AssignmentList } from './assignment-list.js';
import type { ActionScope } from './board-actions.js';
import { IncidentHeader } from './incident-header.js';
import { PeopleList } from './people-list.js';
import { middleOfRing } from './sector-catalogue.js';
import { SelectionTools } from './selection-tools.js';
import { TeamList } from './team-list.js';
import { useIncidentView } from './use-incident-view.js';

export function IncidentRail({ scope }: { scope: ActionScope }) {
  const t = useT();
  const { state, view } = useIncidentView();
  return (
    <Rail label={t('incident.rail')} title={state.incident.title} pinned={view === 'list'}>
      <Anchor component={Link} to="/board" size="sm" px={12} pt={6}>
        ← {t('board.back')}
      </Anchor>
      <IncidentHeader />
      <FindSector />
      <SelectionTools scope={scope} />
      <Tabs defaultValue="teams" style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}>
        <Tabs.List grow>
          <Tabs.Tab value="teams" px={4} fz="xs">
            {t('incident.tab.teams')} · {state.teams.size}
          </Tabs.Tab>
          <Tabs.Tab value="assignments" px={4} fz="xs">
            {t('incident.tab.assignments')} · {state.assignments.size}
          </Tabs.Tab>
          <Tabs.Tab value="people" px={4} fz="xs">
            {t('incident.tab.people')} · {state.persons.length}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="teams" className={classes.scroll ?? ''}>
          <TeamList />
        </Tabs.Panel>
        <Tabs.Panel value="assignments" className={classes.scroll ?? ''}>
          <AssignmentList />
        </Tabs.Panel>
        <Tabs.Panel value="people" className={classes.scroll ?? ''}>
          <PeopleList />
        </Tabs.Panel>
      </Tabs>
    </Rail>
  );
}

/** Over the radio a sector is a word: type it, press Enter, see it. With Shift it joins the selection. */
function FindSector() {
  const t = useT();
  const { catalogue, map } = useIncidentView();
  const select = useBoardStore((store) => store.select);
  const [label, setLabel] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  if (catalogue.sectors.length === 0) return null;

  const find = (additive: boolean) => {
    const id = catalogue.idByLabel.get(normaliseLabel(label.trim()));
    const sector = id === undefined ? undefined : catalogue.sectors[catalogue.indexById.get(id) ?? -1];
    setMissing(sector ? null : label);
    if (!sector) return;
    select(sector.id, additive);
    map?.panTo(middleOfRing(sector.ring));
    setLabel('');
    // Out of the field, so that the next key is a shortcut again.
    document.getElementById('find-sector')?.blur();
    map?.focus();
  };
  return (
    <div style={{ padding: '0 12px 8px' }}>
      <TextInput
        id="find-sector"
        aria-label={t('grid.find')}
        placeholder={t('grid.find')}
        value={label}
        onChange={(event) => setLabel(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && label.trim() !== '') find(event.shiftKey || event.ctrlKey);
        }}
        error={missing === null ? undefined : t('grid.find.none', { label: missing })}
        autoComplete="off"
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t('sector.count', { count: catalogue.sectors.length })}
      </Text>
    </div>
  );
}
