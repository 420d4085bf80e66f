// The plugins widen Fastify's own types; whoever handles a request or a reply takes them from here.
import '@fastify/cookie';
import '@fastify/multipart';

export type { FastifyReply, FastifyRequest } from 'fastify';
