namespace Groundwork.Knowledge;

/// <summary>Why a sentence of a draft counts as unsupported. The first check that fails names the reason.</summary>
public enum UnsupportedReason
{
    /// <summary>It names no evidence.</summary>
    NoCitation,

    /// <summary>It names evidence that was not given.</summary>
    UnknownEvidence,

    /// <summary>The words it claims to quote do not stand in the evidence, also not within the tolerance.</summary>
    QuoteNotFound,

    /// <summary>It is in another language than its evidence, and quotes nothing.</summary>
    QuoteMissing,

    /// <summary>It repeats an order to the reader of the evidence, or stands on one.</summary>
    Order,

    /// <summary>Too little of what it says stands in the evidence.</summary>
    NotCarried,

    /// <summary>A number or its unit is another one.</summary>
    NumberDiffers,

    /// <summary>A date is another one.</summary>
    DateDiffers,

    /// <summary>A name or identifier does not stand there.</summary>
    NameDiffers,

    /// <summary>One of the two denies what the other says.</summary>
    NegationDiffers,

    /// <summary>It says more where the evidence says less, before where it says after, and the like.</summary>
    DirectionDiffers,

    /// <summary>The document was changed or removed while the answer was made.</summary>
    SourceChanged,

    /// <summary>The judging model says that it does not follow from its evidence.</summary>
    NotEntailed,

    /// <summary>The draft was cut off within it.</summary>
    CutOff,
}
