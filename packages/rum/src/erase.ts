import { eraseContext, eraseStored } from '@firsthand/core';
import { eraseUnsent, intakeOf } from '@firsthand/transport';
import { DEFAULT_ENDPOINT, type RumConfiguration } from './configuration.js';
import { storedName } from './stored-contexts.js';

/** Erases all that pages of this application have stored in the browser. */
export function eraseAll(configuration: RumConfiguration): void {
  eraseStored('session', configuration);
  eraseStored('failedSession', configuration);
  eraseUnsent(intakeOf(configuration.endpoint ?? DEFAULT_ENDPOINT));
  eraseContext(storedName('global', configuration.applicationId));
  erasePerson(configuration);
}

/** Erases what they have stored of who the person is. */
export function erasePerson(configuration: RumConfiguration): void {
  const { applicationId } = configuration;
  eraseStored('anonymousUser', configuration);
  eraseContext(storedName('user', applicationId));
  eraseContext(storedName('account', applicationId));
}
