package dev.antipode.controller.hil.fmi;

import java.util.List;

/**
 * One running copy of an FMU's model. What is called at every step ({@link #set}, {@link #step}, {@link #get}, {@link #differentiate},
 * {@link #saveState}, {@link #restoreState}, {@link #reset}) allocates nothing here and never throws; what it came to is in the status.
 * After {@link FmuStatus#FATAL} every call comes to that, and nothing of the FMU is called any more.
 * In order: start values and parameters are set, initialisation is entered and left, then come the steps. Belongs to one thread at a
 * time. The code that is called is the FMU's: where that crashes, the process does.
 */
public sealed interface FmuInstance extends AutoCloseable permits NativeFmu {
    /**
     * What it is an instance of.
     *
     * @return the same at every call
     */
    ModelDescription description();

    /**
     * Makes memory for values of variables.
     *
     * @param variables single numbers
     * @return all 0
     * @throws FmuException if the library has no function for one of their types
     * @throws IllegalArgumentException if one is an array, or no number
     */
    FmuValues values(List<FmuVariable> variables) throws FmuException;

    /**
     * Makes memory for a directional derivative.
     *
     * @param unknowns what is differentiated
     * @param knowns for what
     * @return all 0
     * @throws FmuException if the FMU offers none, or its library has no function for it
     * @throws IllegalArgumentException if a variable is not a single double
     */
    FmuDirection direction(List<FmuVariable> unknowns, List<FmuVariable> knowns) throws FmuException;

    /**
     * Makes a place for a state.
     *
     * @return empty
     * @throws FmuException if the FMU cannot save its state, or its library has no function for it
     */
    FmuState state() throws FmuException;

    /**
     * Begins to initialise; there is no stop time.
     *
     * @param startTime in seconds
     * @return the status
     */
    FmuStatus enterInitialization(double startTime);

    /**
     * Ends initialising: outputs are those of the start.
     *
     * @return the status
     */
    FmuStatus exitInitialization();

    /**
     * Writes values into the FMU.
     *
     * @param values not modified
     * @return the worst status of their types
     */
    FmuStatus set(FmuValues values);

    /**
     * Reads values from the FMU.
     *
     * @param values modified
     * @return the worst status of their types
     */
    FmuStatus get(FmuValues values);

    /**
     * Moves on.
     *
     * @param time where it is, in seconds
     * @param seconds how far, above 0
     * @return DISCARD where it could not go the whole way
     */
    FmuStatus step(double time, double seconds);

    /**
     * Whether the FMU asked in its last step for the simulation to end (FMI 3.0).
     *
     * @return false before the first step
     */
    boolean ended();

    /**
     * Takes a directional derivative at the present point.
     *
     * @param direction its seed is read, its sensitivity is written
     * @return the status
     */
    FmuStatus differentiate(FmuDirection direction);

    /**
     * Saves the whole state.
     *
     * @param state one of this instance; what it held before is used again
     * @return the status
     */
    FmuStatus saveState(FmuState state);

    /**
     * Puts a state back, time included.
     *
     * @param state one of this instance that was saved to
     * @return the status
     */
    FmuStatus restoreState(FmuState state);

    /**
     * Gives a state back to the FMU.
     *
     * @param state empty afterwards
     * @return the status
     */
    FmuStatus freeState(FmuState state);

    /**
     * Goes back to before the initialisation; all values are start values again.
     *
     * @return the status
     */
    FmuStatus reset();

    /**
     * Ends the simulation; {@link #close} is still due.
     *
     * @return the status
     */
    FmuStatus terminate();

    /**
     * The newest of the FMU's own messages about something that went wrong.
     *
     * @return one line; empty where it said nothing
     */
    String message();

    /**
     * Turns a status into an exception, where it is none of OK and WARNING.
     *
     * @param status of a call
     * @param what was to be done, such as {@code be initialised}
     * @throws FmuException with the FMU's own message
     */
    default void require(FmuStatus status, String what) throws FmuException {
        if (!status.done()) {
            throw new FmuException("FMU '" + description().modelName() + "' could not " + what + " (" + status + ")"
                    + (message().isEmpty() ? "" : ": " + message()));
        }
    }

    /** Ends the instance and frees what it holds. */
    @Override
    void close();
}
