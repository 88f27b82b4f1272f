namespace Groundwork.Evals;

/// <summary>A schema that cannot be followed: no JSON, not valid itself, a reference to what is not there, or one that asks for too much work.</summary>
public sealed class JsonSchemaException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    public JsonSchemaException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is the matter and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public JsonSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
