import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { eventRules } from './intake/filter/event-rules.js';
import { filterRules } from './intake/filter/filter-rules.js';
import { MEASUREMENTS } from './intake/measurements.js';
import { checkStore, StoreConfig } from './store/store-config.js';

const Texts = Type.Array(Type.String());

const access = () => Type.Enum(['loopback', 'token', 'everyone'], { default: 'loopback' });

const Token = Type.String({ minLength: 16 });
/** Tokens of readers by name, each of all applications or of some; `*` in an id stands for any characters. */
const readers = () =>
  Type.Record(
    Type.String(),
    Type.Union([
      Token,
      Type.Object(
        { token: Token, applications: Type.Array(Type.String(), { minItems: 1 }) },
        { additionalProperties: false },
      ),
    ]),
    { default: {} },
  );

const days = (usual = 30) => Type.Integer({ minimum: 1, maximum: 10_000, default: usual });

const Config = Type.Object(
  {
    /** Address to listen on. */
    host: Type.String({ default: '127.0.0.1' }),
    port: Type.Integer({ minimum: 0, maximum: 65_535, default: 4400 }),
    /** Connections that are open at once; further ones are closed. */
    maxConnections: Type.Integer({ minimum: 1, default: 10_000 }),
    /** Whether a taken port moves on to the next free one. */
    portFallback: Type.Boolean({ default: false }),
    /** Folder of the intake log and the embedded store; one process at a time. */
    dataDir: Type.String({ minLength: 1, default: '.firsthand' }),
    /** A ClickHouse server or cluster instead of the embedded store. */
    store: StoreConfig,
    /** @deprecated `store.url` */
    clickhouseUrl: Type.Optional(Type.String({ minLength: 1 })),
    /** Whose `X-Forwarded-For` is believed: no one's, everyone's, or that of proxies at these addresses or networks. */
    trustProxy: Type.Union([Type.Boolean(), Texts], { default: false }),
    geo: Type.Object(
      {
        /** Whether events say where the client is, by its address. */
        enabled: Type.Boolean({ default: true }),
        /** Path of an `.mmdb` file; without it, countries by the database that comes along. */
        database: Type.Optional(Type.String({ minLength: 1 })),
        /** Whether events keep the client's address as well. */
        storeIp: Type.Boolean({ default: false }),
      },
      { default: {}, additionalProperties: false },
    ),
    /** Networks by their hosts: resources from them say so before any list that comes along is asked. `*` in a host stands for any characters but a dot. */
    cdnMap: Type.Array(
      Type.Object(
        {
          /** It stands for all hosts below it as well. */
          domain: Type.String({ pattern: '^[\\w*-]+(\\.[\\w*-]+)*$' }),
          name: Type.String({ minLength: 1 }),
          website: Type.Optional(Type.String({ minLength: 1 })),
        },
        { additionalProperties: false },
      ),
      { default: [] },
    ),
    /** Days for which events are kept, by kind. */
    retention: Type.Object(
      {
        views: days(),
        actions: days(),
        resources: days(),
        errors: days(),
        longTasks: days(),
        vitals: days(),
        telemetry: days(),
        /** At most as long as views, by which it is known whose they are. */
        replays: days(),
        /** Events of types that the page defines. */
        custom: days(),
        /** Figures by the hour that an overview is made of: they outlive the events, and name no one. 13 months by default. */
        figures: days(396),
      },
      { default: {}, additionalProperties: false },
    ),
    /** Who may erase, export, read the audit log and all else: tokens of 16 characters or more, by name. */
    adminTokens: Type.Record(Type.String(), Token, { default: {} }),
    /**
     * Who may read what was collected: a browser on the server's own machine, who has a token, or everyone whom a
     * proxy before the server lets through.
     */
    access: access(),
    /** Who may read with a token, but neither watch replays nor erase nor export. */
    tokens: readers(),
    rum: Type.Object(
      {
        /** The public intake on or off. */
        enabled: Type.Boolean({ default: true }),
        /** Origins that may send; `*` stands for any characters. */
        allowOrigins: Type.Array(Type.String(), { default: ['*'] }),
        /** Appended to `Content-Type, Content-Encoding, Accept` and the headers of trace formats in `Access-Control-Allow-Headers`. */
        allowHeaders: Type.Array(Type.String(), { default: [] }),
        /** Extra headers on answers of the intake; several values of one name are joined. */
        responseHeaders: Type.Record(Type.String(), Type.Union([Type.String(), Texts]), {
          default: {},
        }),
        /** Application ids that may send, letter for letter; `*` stands for any characters. */
        allowApplications: Type.Array(Type.String(), { default: ['*'] }),
        /** Services that may send, likewise; an empty text stands for events that name none. */
        allowServices: Type.Array(Type.String(), { default: ['*'] }),
        /** Filters, as questions have them: an event that one of them matches is not stored. */
        filterRules: Type.Array(Type.String(), { default: [] }),
        /** Which kinds of events are taken; `custom` are the types that a page defines. */
        measurements: Type.Array(Type.Enum(MEASUREMENTS), { default: MEASUREMENTS }),
        /** Beyond it the intake answers 429, and says when to come again. */
        rateLimit: Type.Object(
          {
            /** Events per second of one address; what it has not used of the last minute it may send at once. */
            eventLimit: Type.Integer({ minimum: 1, default: 300 }),
            /** Bytes per second of one address, inflated, likewise. */
            byteLimit: Type.Integer({ minimum: 1, default: 5_000_000 }),
            /** How many addresses are remembered; the one that was silent longest makes room. */
            ipLimit: Type.Integer({ minimum: 1, default: 1_000 }),
            /** Events per second of one application, of all addresses together, likewise; without it, any number. */
            applicationLimit: Type.Optional(Type.Integer({ minimum: 1 })),
            /** Bytes per second of one application, likewise; without it, any number. */
            applicationByteLimit: Type.Optional(Type.Integer({ minimum: 1 })),
          },
          { default: {}, additionalProperties: false },
        ),
      },
      { default: {}, additionalProperties: false },
    ),
    console: Type.Object(
      {
        /** Whether there is a console, and with it a page at every address that nothing else has; else a plain 404. */
        enabled: Type.Boolean({ default: true }),
      },
      { default: {}, additionalProperties: false },
    ),
    replay: Type.Object(
      {
        /** Rules by which segments are discarded; one that matches suffices. */
        filterRules: Type.Array(Type.String(), { default: [] }),
        /** Who may watch, as `access` says who may read. */
        access: access(),
        /** Who may watch with a token, and read as well, but neither erase nor export. */
        tokens: readers(),
        /** Origins from which the player may load pictures, style sheets and fonts. */
        allowAssets: Type.Array(Type.String({ pattern: '^https?://[\\w.*:-]+$' }), { default: [] }),
        /** What may wait for the store on disk, in bytes. */
        capacityBytes: Type.Integer({ minimum: 1, default: 20 * 1024 ** 3 }),
      },
      { default: {}, additionalProperties: false },
    ),
    questions: Type.Object(
      {
        /** How many the store works on at once; others wait for their turn. */
        atOnce: Type.Integer({ minimum: 1, maximum: 100, default: 2 }),
        /** How many may wait. */
        waiting: Type.Integer({ minimum: 10, default: 100 }),
        /** What one may take. */
        seconds: Type.Number({ exclusiveMinimum: 0, default: 20 }),
        bytes: Type.Integer({ minimum: 1, default: 500_000_000 }),
      },
      { default: {}, additionalProperties: false },
    ),
    intakeLog: Type.Object(
      {
        /** Folder of what waits for the store, events and replays; one process at a time. Without it, `dataDir`. */
        path: Type.Optional(Type.String({ minLength: 1 })),
        /** What may wait for the store on disk, in bytes; beyond it the intake answers 503. */
        capacityBytes: Type.Integer({ minimum: 1, default: 5 * 1024 ** 3 }),
      },
      { default: {}, additionalProperties: false },
    ),
  },
  { default: {}, additionalProperties: false },
);

export type Config = Type.Static<typeof Config>;
/** A configuration as people write it: everything has a default. */
export type ConfigInput = Incomplete<Config>;

type Incomplete<T> = T extends unknown[]
  ? T
  : T extends object
    ? { [Field in keyof T]?: Incomplete<T[Field]> }
    : T;

const validator = Compile(Config);

/**
 * Completes a configuration with the defaults.
 *
 * @throws an Error that names the field when something is wrong
 */
export function completeConfig(input: ConfigInput): Config {
  const config = validator.Default(withStoreUrl(structuredClone(input)));
  if (validator.Check(config)) {
    checkStore(config.store);
    filterRules(config.replay.filterRules);
    eventRules(config.rum.filterRules);
    return config;
  }
  const errors = validator.Errors(config);
  // Of alternatives, the one that was meant is the one of the right type.
  const error = errors.find(({ keyword }) => !['type', 'anyOf'].includes(keyword)) ?? errors[0];
  const field = error?.instancePath.slice(1).replaceAll('/', '.') || 'configuration';
  throw new Error(`Configuration: ${field} ${error?.message ?? 'is wrong'}`);
}

/** By its earlier name, too. */
function withStoreUrl({ clickhouseUrl, ...input }: ConfigInput): ConfigInput {
  if (clickhouseUrl === undefined) return input;
  if (input.store?.url)
    throw new Error('Configuration: clickhouseUrl is the earlier name of store.url: say one');
  return { ...input, store: { ...input.store, url: clickhouseUrl } };
}
