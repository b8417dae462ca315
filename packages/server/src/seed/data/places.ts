/** Where visitors are: the countries by their share, with regions, cities and how slow the network there is. */
export interface Country {
  code: string;
  /** Share of visits, in percent. */
  weight: number;
  locale: string;
  currency: string;
  /** How much longer everything takes there. */
  slowness: number;
  cities: readonly City[];
}

/** Region, city, time zone, and its distance from UTC in hours; summer time is left out. */
export type City = readonly [region: string, city: string, timeZone: string, offset: number];

type Facts = readonly [
  code: string,
  weight: number,
  slowness: number,
  locale: string,
  currency: string,
];

const of = (
  [code, weight, slowness, locale, currency]: Facts,
  cities: readonly City[],
): Country => ({
  code,
  weight,
  slowness,
  locale,
  currency,
  cities,
});

export const COUNTRIES: readonly Country[] = [
  of(
    ['US', 27, 1, 'en-US', 'USD'],
    [
      ['New York', 'New York', 'America/New_York', -5],
      ['Illinois', 'Chicago', 'America/Chicago', -6],
      ['Texas', 'Houston', 'America/Chicago', -6],
      ['Colorado', 'Denver', 'America/Denver', -7],
      ['California', 'Los Angeles', 'America/Los_Angeles', -8],
      ['Washington', 'Seattle', 'America/Los_Angeles', -8],
    ],
  ),
  of(
    ['DE', 15, 0.9, 'de-DE', 'EUR'],
    [
      ['Land Berlin', 'Berlin', 'Europe/Berlin', 1],
      ['Bavaria', 'Munich', 'Europe/Berlin', 1],
      ['Hamburg', 'Hamburg', 'Europe/Berlin', 1],
      ['North Rhine-Westphalia', 'Cologne', 'Europe/Berlin', 1],
    ],
  ),
  of(
    ['GB', 10, 0.95, 'en-GB', 'GBP'],
    [
      ['England', 'London', 'Europe/London', 0],
      ['England', 'Manchester', 'Europe/London', 0],
      ['Scotland', 'Edinburgh', 'Europe/London', 0],
    ],
  ),
  of(
    ['FR', 8, 0.95, 'fr-FR', 'EUR'],
    [
      ['Île-de-France', 'Paris', 'Europe/Paris', 1],
      ['Auvergne-Rhône-Alpes', 'Lyon', 'Europe/Paris', 1],
    ],
  ),
  of(['NL', 4, 0.8, 'nl-NL', 'EUR'], [['North Holland', 'Amsterdam', 'Europe/Amsterdam', 1]]),
  of(['AT', 3, 0.9, 'de-AT', 'EUR'], [['Vienna', 'Vienna', 'Europe/Vienna', 1]]),
  of(['CH', 3, 0.8, 'de-CH', 'CHF'], [['Zurich', 'Zürich', 'Europe/Zurich', 1]]),
  of(['ES', 4, 1, 'es-ES', 'EUR'], [['Madrid', 'Madrid', 'Europe/Madrid', 1]]),
  of(['IT', 4, 1.05, 'it-IT', 'EUR'], [['Lombardy', 'Milan', 'Europe/Rome', 1]]),
  of(['PL', 3, 1, 'pl-PL', 'PLN'], [['Mazovia', 'Warsaw', 'Europe/Warsaw', 1]]),
  of(['SE', 2, 0.8, 'sv-SE', 'SEK'], [['Stockholm', 'Stockholm', 'Europe/Stockholm', 1]]),
  of(['JP', 3, 1.1, 'ja-JP', 'JPY'], [['Tokyo', 'Tokyo', 'Asia/Tokyo', 9]]),
  of(['KR', 1.5, 1, 'ko-KR', 'KRW'], [['Seoul', 'Seoul', 'Asia/Seoul', 9]]),
  of(
    ['CA', 3, 1, 'en-CA', 'CAD'],
    [
      ['Ontario', 'Toronto', 'America/Toronto', -5],
      ['British Columbia', 'Vancouver', 'America/Vancouver', -8],
    ],
  ),
  of(['AU', 2, 1.4, 'en-AU', 'AUD'], [['New South Wales', 'Sydney', 'Australia/Sydney', 10]]),
  of(
    ['BR', 3, 1.7, 'pt-BR', 'BRL'],
    [
      ['São Paulo', 'São Paulo', 'America/Sao_Paulo', -3],
      ['Bahia', 'Salvador', 'America/Bahia', -3],
    ],
  ),
  of(
    ['IN', 4, 2.2, 'en-IN', 'INR'],
    [
      ['Karnataka', 'Bengaluru', 'Asia/Kolkata', 5.5],
      ['Maharashtra', 'Mumbai', 'Asia/Kolkata', 5.5],
    ],
  ),
  of(['MX', 1.5, 1.5, 'es-MX', 'MXN'], [['Mexico City', 'Mexico City', 'America/Mexico_City', -6]]),
  of(['ID', 1.2, 2.5, 'id-ID', 'IDR'], [['Jakarta', 'Jakarta', 'Asia/Jakarta', 7]]),
  of(['NG', 0.8, 3, 'en-NG', 'NGN'], [['Lagos', 'Lagos', 'Africa/Lagos', 1]]),
  of(['ZA', 1, 1.8, 'en-ZA', 'ZAR'], [['Gauteng', 'Johannesburg', 'Africa/Johannesburg', 2]]),
];
