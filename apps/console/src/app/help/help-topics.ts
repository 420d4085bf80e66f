import type { MessageId } from '../../i18n/messages.js';

export interface HelpTopic {
  readonly title: MessageId;
  readonly lines: readonly MessageId[];
}

/** The most particular address comes first. */
const TOPICS: readonly (readonly [address: RegExp, topic: HelpTopic])[] = [
  [
    /^\/board\/incidents\//,
    {
      title: 'page.incident',
      lines: ['help.incident.1', 'help.incident.2', 'help.incident.3', 'help.incident.4'],
    },
  ],
  [/^\/board/, { title: 'nav.board', lines: ['help.board.1', 'help.board.2', 'help.board.3'] }],
  [
    /^\/applications\/new/,
    {
      title: 'nav.applications.new',
      lines: ['help.newApplication.1', 'help.newApplication.2', 'help.newApplication.3'],
    },
  ],
  [
    /^\/applications\//,
    {
      title: 'page.application',
      lines: ['help.application.1', 'help.application.2', 'help.application.3'],
    },
  ],
  [/^\/my-task/, { title: 'nav.myTask', lines: ['help.myTask.1', 'help.myTask.2', 'help.myTask.3'] }],
  [/^\/review/, { title: 'nav.review', lines: ['help.review.1', 'help.review.2', 'help.review.3'] }],
  [/^\/statistics/, { title: 'nav.statistics', lines: ['help.statistics.1', 'help.statistics.2'] }],
  [/^\/squads/, { title: 'nav.squads', lines: ['help.squads.1', 'help.squads.2'] }],
  [/^\/admin/, { title: 'nav.admin', lines: ['help.admin.1', 'help.admin.2', 'help.admin.3'] }],
  [/^\/sign-in/, { title: 'page.signIn', lines: ['help.signIn.1', 'help.signIn.2'] }],
  [/^\/setup/, { title: 'setup.invitation', lines: ['help.setup.1', 'help.setup.2'] }],
  [/^\/apply/, { title: 'page.publicApplication', lines: ['help.apply.1', 'help.apply.2'] }],
];

const ANYWHERE: HelpTopic = { title: 'app.name', lines: ['help.anywhere.1', 'help.anywhere.2'] };

/** What helps on the page at this address. */
export const helpTopicOf = (pathname: string): HelpTopic =>
  TOPICS.find(([address]) => address.test(pathname))?.[1] ?? ANYWHERE;
