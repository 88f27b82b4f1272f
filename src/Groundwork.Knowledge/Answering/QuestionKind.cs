namespace Groundwork.Knowledge.Answering;

/// <summary>What kind of thing a question asks for, as far as its words tell.</summary>
internal enum QuestionKind
{
    /// <summary>Nothing in particular.</summary>
    Open,

    /// <summary>A person or body.</summary>
    Who,

    /// <summary>A time.</summary>
    When,

    /// <summary>A place.</summary>
    Where,

    /// <summary>A number or amount.</summary>
    HowMany,

    /// <summary>A reason.</summary>
    Why,

    /// <summary>What something is.</summary>
    Definition,
}
