import type { LabelledData } from './contract.ts';
import { digitsData } from './digits.ts';
import { fashionData } from './fashion/fashion.ts';

/** The data sets that ship, each made from the seed that divides it; Fashion-MNIST keeps the division that it has. */
export const shippedData: Readonly<Record<'digits' | 'fashion', (seed: number) => LabelledData>> = {
  digits: digitsData,
  fashion: fashionData,
};
