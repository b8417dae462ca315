import { eraseContext, eraseSession } from '@firsthand/core';
import { eraseUnsent, intakeOf } from '@firsthand/transport';
import { DEFAULT_ENDPOINT, type RumConfiguration } from './configuration.js';
import { storedName } from './stored-contexts.js';

/** Erases all that pages of this application have stored in the browser. */
export function eraseAll(configuration: RumConfiguration): void {
  eraseSession(configuration);
  eraseUnsent(intakeOf(configuration.endpoint ?? DEFAULT_ENDPOINT));
  eraseContext(storedName('global', configuration.applicationId));
  erasePerson(configuration);
}

/** Erases what they have stored of who the person is. */
export function erasePerson({ applicationId }: RumConfiguration): void {
  eraseContext(storedName('user', applicationId));
  eraseContext(storedName('account', applicationId));
}
