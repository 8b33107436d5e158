import { createMailbox, type Mailbox } from '../mocks/mailbox/smtp.ts';
import type { Mail } from '../mocks/state/model.ts';
import type { PortalState } from '../mocks/state/portal-api.ts';

export type MailListener = (mail: Mail, attachments: Parameters<PortalState['receiveMail']>[0]['attachments']) => void;

/** The portal's mailbox, which reports each e-mail that it received. */
export function openMailbox(state: PortalState, tell: MailListener): Promise<Mailbox> {
  return createMailbox({
    receiveMail(raw) {
      const mail = state.receiveMail(raw);
      tell(mail, raw.attachments);
      return mail;
    },
  });
}
