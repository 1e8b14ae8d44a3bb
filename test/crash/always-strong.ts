/** In the place of the password meter, where passwords are not what is looked at. */
export const estimate = () => ({ score: 4, weakest: 'other' }) as const
