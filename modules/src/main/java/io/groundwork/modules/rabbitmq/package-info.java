/** A RabbitMQ node of the host, as its own command-line tools reach it. */
package io.groundwork.modules.rabbitmq;
