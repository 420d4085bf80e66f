import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconCrosshair } from '@tabler/icons-react';
import type { LonLat } from '@izdeu/contracts';
import { formatDecimalDegrees, parseCoordinates } from '@izdeu/domain';
import { useState } from 'react';
import { useT } from '../../../i18n/use-t.js';
import { useBoardStore } from './board-store.js';

export interface CoordinateFieldProps {
  label: string;
  /** Shown after a try to send without a place. */
  error?: string | undefined;
  placeholder?: string;
  onChange: (position: LonLat | null) => void;
  /** A place known already, offered by its name. */
  suggestion?: { label: string; position: LonLat } | undefined;
}

/** A place: typed or pasted in any usual notation, or picked on the map. */
export function CoordinateField({
  label,
  error,
  placeholder = '53.21400, 63.62460',
  onChange,
  suggestion,
}: CoordinateFieldProps) {
  const t = useT();
  const { setTool, setDraft } = useBoardStore();
  const [text, setText] = useState('');
  const isWrong = text.trim() !== '' && parseCoordinates(text) === null;

  const change = (value: string) => {
    setText(value);
    const position = parseCoordinates(value);
    setDraft({ place: position });
    onChange(position);
  };
  const pick = () => setTool({ kind: 'point', onPick: (position) => change(formatDecimalDegrees(position)) });

  return (
    <Stack gap={6}>
      <TextInput
        label={label}
        description={t('board.point.help')}
        placeholder={placeholder}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        error={isWrong ? t('board.point.problem') : error}
        autoComplete="off"
      />
      <Group gap="xs">
        <Button variant="default" mih={40} h="auto" leftSection={<IconCrosshair size={18} />} onClick={pick}>
          {t('board.point.pick')}
        </Button>
        {suggestion ? (
          <Button
            variant="default"
            mih={40}
            h="auto"
            onClick={() => change(formatDecimalDegrees(suggestion.position))}
            styles={{ label: { whiteSpace: 'normal' } }}
          >
            {suggestion.label}
          </Button>
        ) : null}
      </Group>
    </Stack>
  );
}
