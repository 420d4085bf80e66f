import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

export interface FieldButtonProps extends Pick<
  ButtonProps,
  'variant' | 'color' | 'loading' | 'disabled' | 'leftSection'
> {
  children: ReactNode;
  onClick: () => void;
  /** "main" is the next legal step: full width, 72 px. Others keep the 56 px a glove needs. */
  size?: 'main' | 'normal';
}

/** Button of the field pages: large, wraps long Kazakh and Russian words instead of cutting them. */
export function FieldButton({ children, onClick, size = 'normal', ...look }: FieldButtonProps) {
  const height = size === 'main' ? 72 : 56;
  return (
    <Button
      {...look}
      onClick={onClick}
      fullWidth={size === 'main'}
      h="auto"
      mih={height}
      py="xs"
      fz={size === 'main' ? 'lg' : 'md'}
      styles={{ label: { whiteSpace: 'normal', lineHeight: 1.2 } }}
    >
      {children}
    </Button>
  );
}
