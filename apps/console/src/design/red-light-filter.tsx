/** Weights of brightness (BT.709) into the red channel, dimmed; nothing into green and blue. */
const RED_ONLY = '0.15 0.5 0.05 0 0  0 0 0 0 0  0 0 0 0 0  0 0 0 1 0';

/** The filter `#red-light-only` of style sheets: brightness becomes red light, other light is gone. */
export const RedLightFilter = () => (
  <svg width="0" height="0" aria-hidden focusable="false" style={{ position: 'absolute' }}>
    <filter id="red-light-only" colorInterpolationFilters="sRGB">
      <feColorMatrix type="matrix" values={RED_ONLY} />
    </filter>
  </svg>
);
