export const email = 'ada@example.com'
export const passwordOf = (number: number) => `seven quiet herons number ${number}`
