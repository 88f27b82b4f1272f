namespace Groundwork.UseCases.Evaluating;

/// <summary>What can be measured.</summary>
internal enum SubjectKind
{
    /// <summary>The passages that a collection finds.</summary>
    Retrieval,

    /// <summary>The answers that a collection gives.</summary>
    Answers,

    /// <summary>A route to a model, with a prompt.</summary>
    Route,

    /// <summary>An HTTP endpoint, described in a file.</summary>
    Http,

    /// <summary>A program, described in a file.</summary>
    Command,

    /// <summary>A file of recorded outputs.</summary>
    Recorded,

    /// <summary>A file of answers that a person gave.</summary>
    Person,
}
