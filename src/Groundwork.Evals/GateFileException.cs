namespace Groundwork.Evals;

/// <summary>A gate or baseline file that cannot be used.</summary>
public sealed class GateFileException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="file">Name of the file.</param>
    /// <param name="line">From 1; 0 when no line is to blame.</param>
    /// <param name="problem">What is wrong and what to do.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public GateFileException(string file, int line, string problem, Exception? innerException = null)
        : base(line > 0 ? FormattableString.Invariant($"{file}, line {line}: {problem}") : $"{file}: {problem}", innerException)
    {
        File = file;
        Line = line;
    }

    /// <summary>Name of the file.</summary>
    public string File { get; }

    /// <summary>From 1; 0 when no line is to blame.</summary>
    public int Line { get; }
}
