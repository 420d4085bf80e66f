import { RouterProvider } from 'react-router';
import { Providers } from './providers.js';
import { router } from './routes.js';

export function App() {
  return (
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  );
}
