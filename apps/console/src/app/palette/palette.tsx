import { Loader, Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../../i18n/use-t.js';
import { useMe } from '../session/session.js';
import { rememberItem } from './palette-recent.js';
import type { PaletteItem } from './palette-sources.js';
import classes from './palette.module.css';
import { usePaletteGroups, type PaletteGroup } from './use-palette-groups.js';

/** A person types a name, not letters: the server is asked when they pause. */
const PAUSE_MILLISECONDS = 180;

/** Finds a case, a person, a sector, a team, a place, coordinates or a command, by keyboard alone. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const listId = useId();
  // The field is too short there for all the kinds of things; a screen reader hears them everywhere.
  const isNarrow = useMediaQuery('(max-width: 42em)', undefined, { getInitialValueInEffect: false });
  const [query, setQuery] = useState('');
  // The line chosen by the arrows; the best answer until then, however late better ones arrive.
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [asked] = useDebouncedValue(query.trim(), PAUSE_MILLISECONDS);
  const { groups, isSearching, problem } = usePaletteGroups(query.trim(), asked);
  const items = groups.flatMap((group) => group.items);
  const chosen = items.find(({ id }) => id === chosenId) ?? items[0];

  const run = (item: PaletteItem | undefined) => {
    if (!item) return;
    if (me) rememberItem(item, item.pageId ?? null, me.id);
    onClose();
    item.run();
  };
  const step = (by: number) => {
    const index = chosen ? items.indexOf(chosen) : 0;
    setChosenId(items[(index + by + items.length) % items.length]?.id ?? null);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(chosen);
    else return;
    event.preventDefault();
  };
  const nothing = items.length === 0 && !isSearching ? t('palette.nothing') : null;

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={640}
      yOffset={72}
      transitionProps={{ duration: 0 }}
      aria-label={t('palette.open')}
    >
      <TextInput
        // At once, before the trap of the dialog would: what is typed right after Ctrl-K belongs in here.
        autoFocus
        data-autofocus
        size="lg"
        variant="unstyled"
        className={classes.field ?? ''}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setChosenId(null);
        }}
        onKeyDown={pressed}
        placeholder={t(isNarrow ? 'palette.hint' : 'palette.placeholder')}
        aria-label={t('palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
        autoComplete="off"
        rightSection={isSearching ? <Loader size="xs" /> : undefined}
      />
      <div id={listId} role="listbox" aria-label={t('palette.open')} className={classes.list}>
        {groups.map((group) => (
          <Group key={group.label} group={group} listId={listId} chosen={chosen} onRun={run} />
        ))}
      </div>
      <Text size="sm" c="dimmed" p={(problem ?? nothing) ? 'md' : 0} role="status">
        {problem ?? nothing}
      </Text>
    </Modal>
  );
}

interface GroupProps {
  group: PaletteGroup;
  listId: string;
  chosen: PaletteItem | undefined;
  onRun: (item: PaletteItem) => void;
}

function Group({ group, listId, chosen, onRun }: GroupProps) {
  return (
    <div role="group" aria-label={group.label}>
      <div className={classes.group} aria-hidden>
        {group.label}
      </div>
      {group.items.map((item) => (
        <Option
          key={item.id}
          id={`${listId}-${item.id}`}
          item={item}
          isChosen={item.id === chosen?.id}
          onRun={() => onRun(item)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  item: PaletteItem;
  isChosen: boolean;
  onRun: () => void;
}

function Option({ id, item, isChosen, onRun }: OptionProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // The field keeps the focus and its keys reach every line; the mouse is the other way.
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={classes.option}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <span className={classes.label}>{item.label}</span>
      {item.detail ? <span className={classes.detail}>{item.detail}</span> : null}
      {item.shortcut ? <kbd className={classes.key}>{item.shortcut}</kbd> : null}
    </div>
  );
}
