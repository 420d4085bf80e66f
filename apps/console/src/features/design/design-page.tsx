import { Group, Stack, Text, Title } from '@mantine/core';
import { AppearanceSwitch } from '../../app/shell/appearance-switch.js';
import { LanguageSwitch } from '../../app/shell/language-switch.js';
import { useT } from '../../i18n/use-t.js';
import { ColourSection } from './colour-section.js';
import classes from './design.module.css';
import { PartSection } from './part-section.js';
import { ScaleSection } from './scale-section.js';
import { StateLookSection } from './state-look-section.js';
import { StatePanelSection } from './state-panel-section.js';
import { SymbolSection } from './symbol-section.js';

/** Every token, state and part of the console as it really is, in the chosen appearance and language. */
export function DesignPage() {
  const t = useT();
  return (
    <main className={classes.page}>
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t('page.design')}</Title>
        <Group gap={4} wrap="nowrap">
          <LanguageSwitch />
          <AppearanceSwitch />
        </Group>
      </Group>
      <Text c="dimmed" mb="md">
        {t('design.intro')}
      </Text>
      <Stack gap="lg">
        <ColourSection />
        <StateLookSection />
        <SymbolSection />
        <ScaleSection />
        <StatePanelSection />
        <PartSection />
      </Stack>
    </main>
  );
}
