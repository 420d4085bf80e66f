import { Alert, Button, Text } from '@mantine/core';
import { getPhoto, type MissingPerson } from '@izdeu/contracts';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { errorMessageId } from '../../../i18n/error-message.js';
import { useT } from '../../../i18n/use-t.js';
import { useAddPhoto } from '../api/use-add-photo.js';
import classes from './view.module.css';

const TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const photoIn = (list: FileList | undefined): File | undefined =>
  [...(list ?? [])].find((file) => TYPES.includes(file.type));

export interface PhotoBoxProps {
  applicationId: string;
  person: MissingPerson;
  name: string;
  editable: boolean;
}

/** The photo as headquarters serves it, never the file that was chosen: what is seen here is what others see. */
export function PhotoBox({ applicationId, person, name, editable }: PhotoBoxProps) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const upload = useAddPhoto(applicationId, person.id);
  const take = (file: File | undefined) => {
    if (file && !upload.isPending) upload.mutate(file);
  };
  const label = t('person.photo', { name });
  const frame = person.photoId ? (
    <img className={classes.picture} src={getPhoto.path.replace(':id', person.photoId)} alt={label} />
  ) : (
    <div className={classes.noPicture}>{t('person.photo.none')}</div>
  );
  if (!editable) return <div className={classes.photo}>{frame}</div>;
  return (
    <div
      className={classes.photo}
      role="group"
      aria-label={label}
      data-over={over || undefined}
      onPaste={(event) => take(photoIn(event.clipboardData.files))}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(photoIn(event.dataTransfer.files));
      }}
    >
      {frame}
      <input
        ref={picker}
        type="file"
        accept={TYPES.join(',')}
        hidden
        data-testid="photo-input"
        aria-label={label}
        onChange={(event) => {
          take(photoIn(event.currentTarget.files ?? undefined));
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="default"
        h="auto"
        mih={48}
        py={6}
        styles={{ label: { whiteSpace: 'normal' } }}
        leftSection={<IconPhotoPlus size={18} aria-hidden />}
        loading={upload.isPending}
        onClick={() => picker.current?.click()}
      >
        {t(person.photoId ? 'person.photo.replace' : 'person.photo.add')}
      </Button>
      <Text size="xs" c="dimmed" role="status">
        {t(upload.isPending ? 'person.photo.sending' : 'person.photo.help')}
      </Text>
      {upload.error ? (
        <Alert color="red" role="alert">
          {t(errorMessageId(upload.error))}
        </Alert>
      ) : null}
    </div>
  );
}
