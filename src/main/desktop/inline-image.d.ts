/** A picture as a data: URL, put into the bundle by Vite. */
declare module '*?inline' {
  const url: string
  export default url
}
