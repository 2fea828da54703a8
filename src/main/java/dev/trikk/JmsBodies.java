package dev.trikk;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import org.apache.activemq.command.ActiveMQMessage;
import org.springframework.jms.support.converter.MessageConversionException;
import org.springframework.jms.support.converter.SimpleMessageConverter;

/**
 * Texts and bytes are bodies. Any other message is its own body: nothing that a stranger serialised is made an object here,
 * and the message can be sent on as it came.
 */
final class JmsBodies extends SimpleMessageConverter {
    @Override
    public Object fromMessage(Message message) throws JMSException {
        return message instanceof TextMessage || message instanceof BytesMessage ? super.fromMessage(message) : message;
    }

    @Override
    public Message toMessage(Object body, Session session) throws JMSException {
        if (body == null) {
            return session.createMessage();
        }
        return body instanceof ActiveMQMessage message ? copy(message) : super.toMessage(body, session);
    }

    @Override
    protected ObjectMessage createMessageForSerializable(Serializable body, Session session) {
        throw new MessageConversionException(
                "a " + body.getClass().getName() + " is no body for a message; make it a text");
    }

    /** Whoever sends it writes on it, and a message that was received can only be read. */
    private static Message copy(ActiveMQMessage received) {
        ActiveMQMessage copy = (ActiveMQMessage) received.copy();
        copy.setReadOnlyProperties(false);
        return copy;
    }
}
