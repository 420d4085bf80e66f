import { createPublicApplication } from '@izdeu/contracts';
import { useMutation } from '@tanstack/react-query';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';

type Body = CallInput<typeof createPublicApplication>['body'];

export const useSendPublicApplication = () =>
  useMutation({ mutationFn: (body: Body) => callRoute(createPublicApplication, { body }) });
