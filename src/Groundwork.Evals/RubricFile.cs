using System.Text;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Reads rubrics as people write them: YAML, described in docs/formats/rubric.md.</summary>
public static class RubricFile
{
    private const int MostBytes = 256 << 10;

    /// <summary>Reads a file.</summary>
    /// <exception cref="JudgeFileException">It is no rubric; the message names line and problem.</exception>
    public static Rubric Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        var bytes = new FileInfo(path) is { Exists: true } file ? file.Length : throw new JudgeFileException(name, "", "There is no such file.");
        if (bytes > MostBytes) throw new JudgeFileException(name, "", FormattableString.Invariant($"It has {bytes} bytes; a rubric has at most {MostBytes}."));
        return Parse(File.ReadAllText(path, Encoding.UTF8), name);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">Name of the file, for messages.</param>
    /// <exception cref="JudgeFileException">It is no rubric; the message names line and problem.</exception>
    public static Rubric Parse(string yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(source);
        if (yaml.Length > MostBytes) throw new JudgeFileException(source, "", FormattableString.Invariant($"It has {yaml.Length} characters; a rubric has at most {MostBytes}."));
        return new RubricYaml(source).Read(yaml);
    }
}
