/// <reference types="vite/client" />

/** Version of the repository, put in by the build. */
declare const __APP_VERSION__: string;
