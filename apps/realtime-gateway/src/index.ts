export { createGatewayServer } from './gateway-server.js';
export { GatewayAdapter, useGatewayAdapter } from './gateway-adapter.js';
export { GatewayModule } from './gateway.module.js';
