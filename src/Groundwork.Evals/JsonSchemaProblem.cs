namespace Groundwork.Evals;

/// <summary>Why a value does not follow a schema.</summary>
/// <param name="Path">Where, as a JSON pointer; empty for the whole value.</param>
/// <param name="Message">What is the matter.</param>
public sealed record JsonSchemaProblem(string Path, string Message)
{
    /// <summary>Place and matter in one line.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
