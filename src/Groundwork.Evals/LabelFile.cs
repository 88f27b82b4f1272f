using System.Text;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Reads and writes label sets: our own form (docs/formats/labels.md), the pairs of LLMBar and the human ratings of MTRAG.</summary>
public static class LabelFile
{
    /// <summary>Reads our own form: JSON Lines, the first line about the set, then one line for each item.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JudgeFileException">It is no label set; the message names line and problem.</exception>
    public static async ValueTask<LabelSet> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return LabelJson.Read(await JsonLines.ReadAsync(path, cancellationToken), Path.GetFileName(path));
    }

    /// <summary>The set in our own form. The same set gives the same text.</summary>
    public static string Write(LabelSet labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return LabelJson.Write(labels);
    }

    /// <summary>Writes the set to a file in our own form.</summary>
    public static async ValueTask WriteAsync(LabelSet labels, string path, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(path, Write(labels), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellationToken);

    /// <summary>Reads pairs of answers with one preference: <c>{"id","subset","instruction","a","b","gold":"A" or "B"}</c> per line.</summary>
    /// <remarks>Zeng et al. 2024, "Evaluating Large Language Models at Evaluating Instruction Following" (LLMBar). The preference is objective, so one label stands for it.</remarks>
    /// <exception cref="JudgeFileException">A line is no such pair.</exception>
    public static async ValueTask<LabelSet> ReadPairsAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PreferencePairs.Read(await JsonLines.ReadAsync(path, cancellationToken), Path.GetFileName(path));
    }

    /// <summary>Reads ratings of answers by several people: <c>{"id","task","model","conversation","contexts","reference","response","human":{"faithfulness":[4,3,4]…}}</c> per line.</summary>
    /// <remarks>Katsis et al. 2025, "MTRAG: A Multi-Turn Conversational Benchmark". Answers to one task are one cluster. Who rated is not told, so people are numbered per item.</remarks>
    /// <param name="path">The ratings.</param>
    /// <param name="passages">JSON Lines with <c>id</c> and <c>text</c> of the passages; null to leave them out.</param>
    /// <param name="criterion">What was rated: faithfulness, completeness, appropriateness or naturalness, each from 1 to 4.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JudgeFileException">A line is no such rating, or names a passage that is not there.</exception>
    public static async ValueTask<LabelSet> ReadRatingsAsync(string path, string? passages, string criterion, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(criterion);
        var texts = passages is null ? null : RatedAnswers.Passages(await JsonLines.ReadAsync(passages, cancellationToken), Path.GetFileName(passages));
        return RatedAnswers.Read(await JsonLines.ReadAsync(path, cancellationToken), Path.GetFileName(path), texts, criterion);
    }

    /// <summary>Makes a set of labelled items.</summary>
    /// <param name="name">For people and reports.</param>
    /// <param name="kind">What the labels mean.</param>
    /// <param name="criterion">What was labelled.</param>
    /// <param name="scale">Every value a label may have.</param>
    /// <param name="items">Ids unique, each with a label, at most one for each person.</param>
    /// <exception cref="JudgeFileException">An item breaks a rule of the set.</exception>
    public static LabelSet Create(string name, LabelKind kind, string criterion, IReadOnlyList<int> scale, IReadOnlyList<LabelledItem> items)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(criterion);
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(items);
        return LabelJson.Checked(name, kind, criterion, scale, items, name);
    }
}
