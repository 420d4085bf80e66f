import { addPhoto } from '@izdeu/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { v7 as newId } from 'uuid';
import { callRoute, type CallInput } from '../../../app/http/call-route.js';
import { applicationKey } from './use-application.js';

type Body = CallInput<typeof addPhoto>['body'];

/** The fields go before the file: the server reads the parts as they come. */
function formOf(personId: string, file: File): FormData {
  const form = new FormData();
  form.set('commandId', newId());
  form.set('personId', personId);
  form.set('file', file);
  return form;
}

export function useAddPhoto(applicationId: string, personId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (file: File) =>
      // A multipart body is a form, whatever the contract calls its parts.
      callRoute(addPhoto, {
        params: { id: applicationId },
        body: formOf(personId, file) as unknown as Body,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: applicationKey(applicationId) }),
  });
}
