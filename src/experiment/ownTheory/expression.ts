/** Where a part stands in the string, in UTF-16 code units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '<' | '<=' | '>' | '>=' | '==' | '!=';

/** An expression as a tree of plain data. It can say nothing but this: no property, no assignment, no text. */
export type Expression = Stretch &
  (
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[] }
    | { readonly kind: 'sign'; readonly operator: '+' | '-'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'choice';
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
  );

/** Every name and every call in an expression, in the order of the text. */
export function mentionsIn(tree: Expression): readonly Extract<Expression, { kind: 'name' | 'call' }>[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return [tree];
    case 'call':
      return [tree, ...tree.given.flatMap(mentionsIn)];
    case 'sign':
      return mentionsIn(tree.operand);
    case 'binary':
      return [...mentionsIn(tree.left), ...mentionsIn(tree.right)];
    case 'choice':
      return [tree.condition, tree.yes, tree.no].flatMap(mentionsIn);
  }
}
