import { changeApplication } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callRoute } from '../../../app/http/call-route.js';
import type { ChangeApplicationBody } from '../questionnaire/to-request.js';
import { applicationKey } from './use-application.js';

export function useChangeApplication(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ChangeApplicationBody) => callRoute(changeApplication, { params: { id }, body }),
    onSuccess: (application) => client.setQueryData(applicationKey(id), application),
  });
}
