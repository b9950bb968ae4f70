const SECRETS = 'never-shown-again';

/** A field that is in no page that refuses its form: a password, a code, a secret of an item. */
export const NeverShownAgain = (): PropertyDecorator => (form, field) =>
  Reflect.defineMetadata(SECRETS, [...secretFields(form), field], form);

/** The names of such fields, of a form's class by its prototype. */
export const secretFields = (form: object): (string | symbol)[] => Reflect.getMetadata(SECRETS, form) ?? [];
