namespace Groundwork.Evals;

/// <summary>How samples lie in a file or folder.</summary>
public enum DatasetFormat
{
    /// <summary>Found out from the name and the beginning.</summary>
    Auto,

    /// <summary>Our own JSON Lines: a sample in each line with everything it has, see <c>docs/formats/dataset.md</c>.</summary>
    Samples,

    /// <summary>JSON Lines of questions with a few members, other members become tags; judgements may lie in a file of their own.</summary>
    Questions,

    /// <summary>Comma, semicolon or tab separated values with a line of names (RFC 4180).</summary>
    Csv,

    /// <summary>A folder with <c>queries.jsonl</c> and <c>qrels.tsv</c> or <c>qrels/*.tsv</c>.</summary>
    Beir,

    /// <summary>TREC topics, with judgements in a file of their own.</summary>
    Trec,

    /// <summary>SQuAD 1.1 or 2.0 as one JSON document.</summary>
    Squad,

    /// <summary>Test cases of promptfoo in YAML.</summary>
    Promptfoo,
}
