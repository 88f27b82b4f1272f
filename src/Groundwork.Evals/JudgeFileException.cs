namespace Groundwork.Evals;

/// <summary>A rubric or a label file cannot be read as one.</summary>
public sealed class JudgeFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">Name of the file, as people know it.</param>
    /// <param name="place">Line or field; empty for the whole file.</param>
    /// <param name="problem">What is wrong with it, which value, and what to do.</param>
    public JudgeFileException(string source, string place, string problem)
        : base(place.Length == 0 ? $"{source}: {problem}" : $"{source}, {place}: {problem}") => (SourceName, Place) = (source, place);

    /// <summary>Name of the file.</summary>
    public string SourceName { get; }

    /// <summary>Line or field; empty for the whole file.</summary>
    public string Place { get; }
}
