namespace Groundwork.Knowledge.Answering;

/// <summary>What tells how likely the best sentence answers a question. Shares are of the weight of the question's words, where rarer words weigh more; about 0..1.</summary>
internal sealed record AnswerSigns
{
    /// <summary>Nothing was found.</summary>
    public static readonly AnswerSigns None = new();

    /// <summary>The mean of what the strongest passage as a whole and its best sentence carry.</summary>
    public double Strength { get; init; }

    /// <summary>What the best sentence and its neighbours carry.</summary>
    public double Window { get; init; }

    /// <summary>What its passage carries without title and headings.</summary>
    public double Body { get; init; }

    /// <summary>What the best sentence carries of the words that are not in title and headings.</summary>
    public double BeyondTitle { get; init; }

    /// <summary>The weightiest single word that stands nowhere in the passage.</summary>
    public double Missing { get; init; }

    /// <summary>What words and vectors alone scored the second best passage, as a share of the best.</summary>
    public double RunnerUp { get; init; }

    /// <summary>Whether the best sentence stands in the first passage.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Value of the best sentence, about 0..2.</summary>
    public double Value { get; init; }

    /// <summary>What is asked for.</summary>
    public QuestionKind Kind { get; init; }

    /// <summary>Different content words of the question.</summary>
    public int Terms { get; init; }

    /// <summary>Sentences of its passage.</summary>
    public int PassageSentences { get; init; }

    /// <summary>Whether the best sentence ends as a sentence does.</summary>
    public bool IsProse { get; init; }
}
