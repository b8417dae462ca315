export const FIRST_NAMES =
  `Anna Ben Clara David Elena Felix Grace Hannah Isaac Julia Karim Lena Marco Nadia Oscar Paula Quinn
Rosa Samuel Tara Umar Vera William Xenia Yusuf Zoe Aiko Bruno Chloé Diego Emeka Freya Giulia Hugo Ines Jonas`.split(
    /\s+/,
  );

export const LAST_NAMES =
  `Adams Bauer Carter Dubois Eriksen Fischer García Huber Ito Jansen Kowalski López Müller Nguyen
Okafor Patel Quist Rossi Schmidt Tanaka Ueda Visser Weber Xu Young Zimmermann Almeida Brown Costa Dahl Evans Fontaine`.split(
    /\s+/,
  );

export const MAIL_HOSTS = ['example.com', 'example.org', 'mail.example.net'] as const;

export const ORGANISATIONS =
  `Northwind,Contoso,Fabrikam,Globex,Initech,Umbra,Hooli,Vandelay,Stark,Wayne,Acme,Soylent,Tyrell,
Cyberdyne,Wonka,Oscorp,Gringotts,Monarch,Aperture,Weyland`
    .split(',')
    .map((name) => `${name.trim()} GmbH`);

export const SEARCHES =
  `desk lamp,chair,office chair,standing desk,notebook,backpack,headphones,mug,keyboard,monitor arm,plant
pot,bookshelf,rug,cable,usb-c hub,webcam`
    .split(',')
    .map((text) => text.replace('\n', ' '));
