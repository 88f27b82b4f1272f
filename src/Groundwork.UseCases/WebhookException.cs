namespace Groundwork.UseCases;

/// <summary>An alarm did not reach its webhook. Says why, and never more of its address than the host.</summary>
public sealed class WebhookException(string message, Exception? cause = null) : Exception(message, cause);
