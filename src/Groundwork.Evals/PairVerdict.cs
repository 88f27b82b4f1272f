namespace Groundwork.Evals;

/// <summary>What a judge says about two answers.</summary>
public abstract record PairVerdict
{
    private PairVerdict()
    {
    }

    /// <summary>A verdict. An answer wins only when it wins in both orders; everything else is a tie.</summary>
    /// <remarks>Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", section 3.4.</remarks>
    /// <param name="AsGiven">With <see cref="JudgedItem.Answer"/> shown first.</param>
    /// <param name="Swapped">With <see cref="JudgedItem.Other"/> shown first.</param>
    /// <param name="Reason">Why, as said for the given order.</param>
    public sealed record Decided(PairChoice AsGiven, PairChoice Swapped, string Reason) : PairVerdict
    {
        /// <summary>The better answer.</summary>
        public PairChoice Choice => AsGiven == Swapped ? AsGiven : PairChoice.Tie;

        /// <summary>True when the order alone changed the verdict.</summary>
        public bool IsFlipped => AsGiven != Swapped;
    }

    /// <summary>There is no verdict.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : PairVerdict;
}
