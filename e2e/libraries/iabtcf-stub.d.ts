declare module '@iabtcf/stub' {
  export default function stub(): void;
}
