namespace Groundwork.Evals;

/// <summary>What a judge says about one criterion of one item.</summary>
public abstract record Grade
{
    private Grade()
    {
    }

    /// <summary>A level.</summary>
    /// <param name="Level">One of the criterion's levels.</param>
    /// <param name="Reason">Why, said before the level was chosen.</param>
    public sealed record Given(int Level, string Reason) : Grade
    {
        /// <summary>Id of the model that answered, where it is another one of the judge's family; null where it is the judge's, or is not told.</summary>
        public string? Model { get; init; }
    }

    /// <summary>There is no verdict.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Failed(string Reason) : Grade;
}
