/** Not a name that could be typed: an editor would list it. */
export declare const INSTANCE: unique symbol

/**
 * An instance of a class, as the types of options name it: the class itself would turn its methods into keys of the plain data
 * beside it, so an editor would list them and the compiler would blame the wrong one for a slip. It does not exist at run time.
 */
export declare abstract class InstanceOf<Instance> {
  protected readonly [INSTANCE]: Instance
}
