/** No name that could be typed: an editor would list it. */
export declare const INSTANCE: unique symbol

/**
 * An instance of a class, as the types of options name it: the class itself would make its methods keys of the plain data beside
 * it, so that an editor lists them and the compiler blames the wrong one for a slip. There is none at run time.
 */
export declare abstract class InstanceOf<Instance> {
  protected readonly [INSTANCE]: Instance
}
