import { Combobox, TextInput, useCombobox } from '@mantine/core';
import type { LonLat } from '@izdeu/contracts';
import { formatDecimalDegrees, formatMgrs, parseCoordinates } from '@izdeu/domain';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { LOCALES, useLocaleStore, type Locale } from '../i18n/locale.js';
import { useT } from '../i18n/use-t.js';
import settlements from './data/settlements.json';

/** A square of the map grid as it is read out over the radio. */
const EXAMPLE = '41U NU 41708 96303';

export interface FoundPlace {
  position: LonLat;
  label: string;
  detail: string | null;
}

const SHOWN = 6;

/** What a text may mean on the map: a position in any notation, or settlements of that name in any language. */
export function findPlaces(text: string, locale: Locale): FoundPlace[] {
  const position = parseCoordinates(text);
  if (position) return [{ position, label: formatDecimalDegrees(position), detail: formatMgrs(position) }];
  const asked = text.trim().toLocaleLowerCase();
  if (asked === '') return [];
  return settlements
    .filter((place) => LOCALES.some((one) => place[one].toLocaleLowerCase().startsWith(asked)))
    .slice(0, SHOWN)
    .map((place) => ({ position: [place.lon, place.lat], label: place[locale], detail: null }));
}

export interface MapSearchProps {
  /** What was pasted and could not be read: kept for mending. */
  initialText: string;
  onFound: (place: FoundPlace) => void;
  onClose: () => void;
}

/** Coordinates of any notation, a map link, or a settlement. */
export function MapSearch({ initialText, onFound, onClose }: MapSearchProps) {
  const t = useT();
  const locale = useLocaleStore((store) => store.locale);
  const combobox = useCombobox();
  const [text, setText] = useState(initialText);
  const [isWrong, setWrong] = useState(initialText !== '');
  const places = findPlaces(text, locale);
  useEffect(() => {
    combobox.selectFirstOption();
    // The store is another object each time; what was typed decides.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [text]);

  const go = (place: FoundPlace | undefined) => {
    if (place) onFound(place);
    else setWrong(text.trim() !== '');
  };

  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={(value) => go(places[Number(value)])}>
      <Combobox.Target>
        <TextInput
          data-autofocus
          label={t('map.search')}
          description={t('map.search.help')}
          error={isWrong && places.length === 0 ? t('map.search.problem') : null}
          placeholder={EXAMPLE}
          value={text}
          autoComplete="off"
          spellCheck={false}
          leftSection={<IconSearch size={18} />}
          onFocus={() => combobox.openDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
            combobox.openDropdown();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
            if (event.key !== 'Enter' || places.length > 0) return;
            event.preventDefault();
            go(undefined);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={places.length === 0}>
        <Combobox.Options aria-label={t('map.search')}>
          {places.map(({ label, detail }, index) => (
            <Combobox.Option key={label} value={String(index)} mih={44}>
              {label}
              {detail ? ` · ${detail}` : ''}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
